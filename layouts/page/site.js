// Works without: copying by button, tables one can scroll by keyboard, links that open from the file system.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const a of all('a[href]')) {
    if (a.protocol === 'file:' && a.pathname.endsWith('/')) a.pathname += 'index.html';
  }

  // What a reader would get by selecting: without buttons, with line breaks.
  const textOf = (element) => {
    const selection = getSelection();
    selection.selectAllChildren(element);
    const text = selection.toString().trim();
    selection.removeAllRanges();
    return text;
  };

  const copy = async (button) => {
    const { copy: text, copyFrom } = button.dataset;
    await navigator.clipboard.writeText(text || [...all(copyFrom)].map(textOf).join('\n\n'));
    const label = button.firstElementChild;
    const before = label.textContent;
    if (before === button.dataset.done) return;
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  };

  if (navigator.clipboard) {
    for (const button of all('[data-copy], [data-copy-from]')) {
      button.hidden = button.parentElement.hidden = false;
      button.addEventListener('click', () => copy(button));
    }
    for (const section of all('.by-script')) section.hidden = false;
  }

  for (const table of all('.text table, .text pre')) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
})();
