// What a client of the chat may say. A key is another for each text: who is not sure that a text
// arrived sends it again with the same key, and it is said once.
const NAME = 64; // characters of a name or a key, at most
const LONGEST = 1_000; // characters of a text, at most

const isName = value => typeof value === "string" && value !== "" && value.length <= NAME;

/** Whether this is {"dopo":16}, or so: who comes back says what it heard last. */
const isReturn = messaggio => Number.isSafeInteger(messaggio?.dopo) && messaggio.dopo >= 0;

/** Whether this is {"entra":"Alice"}, or so: who comes says who it is. */
const isEntry = messaggio => isName(messaggio?.entra);

/** Whether this is a text with its key and the name of who writes it. */
const isPost = messaggio => isName(messaggio?.chiave) && isName(messaggio.utente)
  && typeof messaggio.testo === "string" && messaggio.testo.length <= LONGEST;

module.exports = { LONGEST, isReturn, isEntry, isPost };
