// What has come out of the room's streams in Redis.
const FIELDS = ["chiave", "utente", "testo", "timestamp"];

/** News where Redis has lost what was before, and counts from 1 again. */
const LOSS = { texts: [], events: [], isAll: false, isLost: true };

/** News of texts and of who has come and gone; isAll says that there was no more. */
function news(texts, events, isAll) {
  return {
    texts: texts.filter(isText).map(toText),
    events: events.map(({ message }) => message.evento).filter(Boolean),
    isAll,
    isLost: false,
  };
}

/** Whether a server of the chat has written it, and nobody else. */
function isText({ id, message }) {
  return id.startsWith("0-") && FIELDS.every(field => field in message);
}

function toText({ id, message: { chiave, utente, testo, timestamp } }) {
  return { numero: Number(id.slice("0-".length)), utente, testo, timestamp, chiave };
}

module.exports = { LOSS, news };
