// What a client hears: a text, somebody who comes or goes, where the numbers go on, an error.

/** Errors of a text that will not be better when it is said again. */
const FINAL = ["JSON non valido", "messaggio non valido"];

const isString = value => typeof value === "string";
const isNumber = value => Number.isSafeInteger(value) && value >= 0;
const isText = ({ numero, utente, testo, timestamp, chiave }) => isNumber(numero)
  && [utente, testo, timestamp, chiave].every(isString);

/** What came, or {} with a word where it is nothing that a chat says. */
function read(data) {
  try {
    const dati = JSON.parse(data);
    const { errore, entra, esce, dopo } = dati;
    if ([errore, entra, esce].some(isString) || isNumber(dopo) || isText(dati)) {
      return dati;
    }
  } catch {
    // said below
  }
  console.error("Risposta che non è della chat:", data);
  return {};
}

function isFinal({ errore }) {
  return FINAL.includes(errore);
}

/** Whether what was said may be lost: refused for now, or with what was before. */
function mayBeLost({ errore, dopo }) {
  return isNumber(dopo) || isString(errore) && !FINAL.includes(errore);
}

/** Prints what is new; if ultimo is below 0, any may be. Returns the last text's number. */
function print(dati, ultimo) {
  const { errore, entra, esce, dopo, numero, utente, testo, timestamp } = dati;
  if (isString(errore)) {
    console.error("Errore dal server:", errore);
  } else if (isString(entra)) {
    console.log("Entra:", entra);
  } else if (isString(esce)) {
    console.log("Esce:", esce);
  } else if (isNumber(dopo)) {
    return dopo;
  } else if (isText(dati) && (ultimo < 0 || numero === ultimo + 1)) {
    console.log(`${utente}: ${testo} (${timestamp})`);
    return numero;
  }
  return ultimo;
}

module.exports = { read, print, isFinal, mayBeLost };
