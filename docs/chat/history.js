// The last texts of a room, as JSON and each once, in the order of their numbers.
const LONGEST = 10_000; // texts that are kept; nobody can catch up on older ones

class History {
  #texts = new Map(); // by number: the JSON and its key
  #numbers = new Map(); // by key
  last = 0; // the number of the last text
  static LONGEST = LONGEST;

  /** The number of the last text that is no longer here; 0 where all are. */
  get forgotten() {
    return this.last - this.#texts.size;
  }

  /** Adds the next text, and forgets the oldest where there are too many. */
  add(numero, chiave, json) {
    this.last = numero;
    this.#texts.set(numero, { chiave, json });
    this.#numbers.set(chiave, numero);
    if (this.#texts.size > LONGEST) {
      const oldest = numero - LONGEST;
      this.#numbers.delete(this.#texts.get(oldest).chiave);
      this.#texts.delete(oldest);
    }
  }

  /** Forgets everything: the next text comes after this number. */
  beginAt(number) {
    this.#texts.clear();
    this.#numbers.clear();
    this.last = number;
  }

  /** The text with a number; undefined if it is not here. */
  text(number) {
    return this.#texts.get(number)?.json;
  }

  /** The text with a key; undefined if it is not here. */
  withKey(chiave) {
    return this.text(this.#numbers.get(chiave));
  }
}

module.exports = History;
