// What a client has said and not heard yet: kept under its key, so that it can be said again.
const { LONGEST } = require("./post");
const { isFinal } = require("./heard");
const { randomUUID } = require("node:crypto");

class Outbox {
  #utente;
  #settle; // called when what was said is settled
  unheard; // undefined where all was heard

  constructor(utente) {
    this.#utente = utente;
  }

  /** Takes a line to be said. Resolves when it is settled; at once, with a word, if it can't be. */
  async put(testo) {
    if (testo.length > LONGEST) {
      console.error(`Una riga di ${testo.length} caratteri non è partita: nella chat sono al`
        + ` massimo ${LONGEST}.`);
      return;
    }
    this.unheard = { chiave: randomUUID(), utente: this.#utente, testo };
    await new Promise(resolve => { this.#settle = resolve; });
  }

  /** Looks whether what came settles what was said: it was heard, or will never be. */
  heard(dati) {
    if (this.unheard && (isFinal(dati) || dati.chiave === this.unheard.chiave)) {
      this.unheard = undefined;
      this.#settle();
    }
  }
}

module.exports = Outbox;
