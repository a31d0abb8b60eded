// Works without: copying by button, tables one can scroll by keyboard, links that open from the file system.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const a of all('a[href]')) {
    if (a.protocol === 'file:' && a.pathname.endsWith('/')) a.pathname += 'index.html';
  }

  // What a reader would get by selecting, with line breaks, while the style hides what is not of the text.
  const textOf = (element) => {
    const selection = getSelection();
    document.body.classList.add('copying');
    selection.selectAllChildren(element);
    const text = selection.toString().trim();
    selection.removeAllRanges();
    document.body.classList.remove('copying');
    return text;
  };

  const copy = async (button) => {
    const { copy: text, copyFrom, copyPlain } = button.dataset;
    const beside = () => copyPlain === undefined ? button.previousElementSibling : button.closest('figure').querySelector('.plain');
    const texts = copyFrom && copyFrom.split(',').flatMap((one) => [...all(one)]).map(textOf);
    await navigator.clipboard.writeText(texts ? texts.join('\n\n') : text || beside().textContent);
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
      button.addEventListener('click', () => copy(button).catch(() => { button.disabled = true; }));
    }
  }

  for (const table of all('.text table, .text pre')) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
})();
