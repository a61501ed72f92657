// A browser's translator replaces each text node by a <font> (Yandex Browser: by a <ya-tr-span>). The app goes on to update
// its own node or to insert before it, but the node is no longer in the document, so nobody sees the change. This puts the
// app's node back, empty, right before its translation, and removes the translation when the app rewrites or removes the node.

/** For each text node of the app: the element that replaces it, and the original words. */
const standIns = new WeakMap();
/** For each replacing element: the text node of the app. */
const texts = new WeakMap();

const isText = (node) => node?.nodeType === Node.TEXT_NODE;
const isFree = (node) => /^(FONT|YA-TR-SPAN)$/i.test(node?.nodeName) && node.isConnected && !texts.has(node);

function pair(text, node, words) {
  standIns.set(text, { node, words });
  texts.set(node, text);
  node.before(text);
  text.data = "";
  observe(true);
}

function part(text) {
  const { node, words } = standIns.get(text);
  standIns.delete(text);
  texts.delete(node);
  node.remove();
  return words;
}

/** A text node was removed: the app moved or deleted it, or a translator replaced it. */
function textTaken(text, { addedNodes, previousSibling, nextSibling }) {
  const known = standIns.get(text)?.node;
  const font = !text.isConnected && [...addedNodes, previousSibling, nextSibling].find(isFree);
  if (font && known) {
    // The translator has translated the empty node that we put back.
    font.remove();
    known.before(text);
  } else if (font) pair(text, font, text.data);
  else if (known?.isConnected && text.isConnected) text.after(known);
  else if (known && !text.isConnected) part(text);
}

/** A translation was removed: the translator took it back or replaced it by another one. */
function standInTaken(node, { addedNodes }) {
  const text = texts.get(node);
  if (node.isConnected || !text.isConnected) return;
  const other = [...addedNodes].find((added) => added !== text && added.isConnected);
  const words = part(text);
  if (other) pair(text, other, words);
  else text.data = words;
}

const observer = new MutationObserver((records) => {
  for (const record of records) {
    const { target } = record;
    if (standIns.has(target)) part(target);
    for (const node of record.removedNodes) {
      if (isText(node)) textTaken(node, record);
      else if (texts.has(node)) standInTaken(node, record);
    }
  }
  // Ignore the changes made above.
  observer.takeRecords();
});

/** `characterData`: also watch for rewritten texts, which matters once something is translated. */
function observe(characterData) {
  observer.observe(document, { subtree: true, childList: true, characterData });
}

observe(false);
