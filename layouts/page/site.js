// Works without: copying by button, tables one can scroll by keyboard, links that open from the file system.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const a of all('a[href]')) {
    if (a.protocol === 'file:' && a.pathname.endsWith('/')) a.pathname += 'index.html';
  }

  // What a reader would get by selecting: without buttons, with line breaks; nothing that a reader opened in between.
  const textOf = (element) => {
    const opened = element.querySelectorAll('details[open]');
    for (const details of opened) details.open = false;
    const selection = getSelection();
    selection.selectAllChildren(element);
    const text = selection.toString().trim();
    selection.removeAllRanges();
    for (const details of opened) details.open = true;
    return text;
  };

  const copy = async (button) => {
    const { copy: text, copyFrom, copyPlain } = button.dataset;
    const beside = () => copyPlain === undefined ? button.previousElementSibling : button.closest('figure').querySelector('.plain');
    const whole = copyFrom ? [...all(copyFrom)].map(textOf).join('\n\n') : text || beside().textContent;
    await navigator.clipboard.writeText(whole);
    const label = button.firstElementChild;
    const before = label.textContent;
    const { copied } = document.body.dataset;
    if (before === copied) return;
    label.textContent = copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  };

  if (navigator.clipboard) {
    for (const button of all('[data-copy], [data-copy-from], [data-copy-plain]')) {
      button.hidden = button.parentElement.hidden = false;
      button.addEventListener('click', () => copy(button));
    }
  }

  for (const table of all('.text table, .text pre')) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
})();
