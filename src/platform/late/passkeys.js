// Passkeys (WebAuthn), also in browsers that cannot turn their options and keys from and into JSON: Chrome before 129, Firefox
// before 119, Safari before 18.4.

/** Browsers refuse a request while another one waits. Some password managers never say that theirs has ended. */
const PATIENCE_MS = 500;

let running = new AbortController();
/** Ends with the browser's last request. */
let asked = Promise.resolve();
/** The key that was made or chosen last, if it is good for nothing once the server does not know it. */
let last;

/**
 * Asks the browser for a key, in place of an earlier request: `create` makes one, `get` asks which, `suggest` waits until one is
 * chosen among the suggestions for a field. Takes the options as JSON and returns the key as JSON.
 */
export async function ask(kind, json) {
  end();
  const { signal } = (running = new AbortController());
  await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  if (kind === "suggest" && !(await PublicKeyCredential.isConditionalMediationAvailable?.())) {
    throw new DOMException("", "NotSupportedError");
  }
  signal.throwIfAborted();
  const options = JSON.parse(json);
  const mediation = kind === "suggest" ? "conditional" : undefined;
  const way = kind === "create" ? "create" : "get";
  const request = navigator.credentials[way]({ publicKey: read(way, options), signal, mediation });
  asked = request.catch(() => {});
  const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const key = await Promise.race([request, aborted]);
  const rpId = options.rpId ?? options.rp.id;
  // At another host, or without a user handle, a server refuses keys that are good elsewhere: the browser must not delete those.
  const isSure = location.hostname === rpId && (way === "create" || key.response.userHandle?.byteLength);
  last = isSure ? { rpId, credentialId: key.id } : undefined;
  return written(key);
}

/** Aborts the request that waits, if there is one. */
export function end() {
  running.abort();
}

/** Tells the browser that the server does not know the last key, so that it is not offered again. */
export function unknown() {
  if (last) PublicKeyCredential.signalUnknownCredential?.(last).catch(() => {});
}

function read(way, options) {
  const parse = way === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  if (PublicKeyCredential[parse]) return PublicKeyCredential[parse](options);
  const { challenge, user, excludeCredentials = [], allowCredentials = [] } = options;
  const known = (keys) => keys.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...options,
    challenge: bytes(challenge),
    user: user && { ...user, id: bytes(user.id) },
    excludeCredentials: known(excludeCredentials),
    allowCredentials: known(allowCredentials),
  };
}

const BYTES = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function written(key) {
  // The keys of password managers look like the browser's and throw when they are asked (bitwarden/clients#12060).
  const json = tried(() => JSON.stringify(key.toJSON()));
  if (json) return json;
  const { id, rawId, type, authenticatorAttachment, response } = key;
  // An empty user handle is none.
  const there = BYTES.filter((name) => response[name]?.byteLength);
  return JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: tried(() => key.getClientExtensionResults()) ?? {},
    response: {
      ...Object.fromEntries(there.map((name) => [name, text(response[name])])),
      transports: tried(() => response.getTransports()),
    },
  });
}

function tried(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Base64url, as WebAuthn writes bytes. */
function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(text) {
  const base64 = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(base64, (byte) => byte.charCodeAt(0));
}
