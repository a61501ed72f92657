// A browser's translator puts a <font> in the place of each text (that of Yandex Browser a <ya-tr-span>). What the app then writes into its own text, or puts
// before it, nobody would see: the text is no longer in the document. So it goes back there, empty, right before its
// translation; and the translation goes as soon as the app writes the text anew or takes it away.

/** What stands for a text of the app, and what the text said. */
const standIns = new WeakMap();
/** The text that something stands for. */
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

/** The app has moved a text or taken it away, or a translator has put something in its place. */
function textTaken(text, { addedNodes, previousSibling, nextSibling }) {
  const known = standIns.get(text)?.node;
  const font = !text.isConnected && [...addedNodes, previousSibling, nextSibling].find(isFree);
  if (font && known) {
    // The translation of an empty text.
    font.remove();
    known.before(text);
  } else if (font) pair(text, font, text.data);
  else if (known?.isConnected && text.isConnected) text.after(known);
  else if (known && !text.isConnected) part(text);
}

/** The translator has taken its translation back, or put another one in its place. */
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
  // What was done here is no news.
  observer.takeRecords();
});

/** What is written counts once something is translated. */
function observe(characterData) {
  observer.observe(document, { subtree: true, childList: true, characterData });
}

observe(false);
