// Who is in the room: all hear each text once and in one order, each as fast as it reads.
const History = require("./history");

class Audience {
  history = new History();
  #guests = new Set();

  /** Lets a client in that heard all up to a number, unless it is gone. */
  admit(guest, heard) {
    if (!guest.isHere) return;
    this.#guests.add(guest);
    guest.cursor.startAfter(heard);
    guest.cursor.catchUp(this.history);
  }

  isIn(guest) {
    return this.#guests.has(guest);
  }

  /** Lets a client out. Tells whether it was in. */
  remove(guest) {
    return this.#guests.delete(guest);
  }

  /** A client has read something that it was told. */
  hasRead(guest) {
    if (this.isIn(guest)) guest.cursor.catchUp(this.history);
  }

  /** Adds the next text: from now on it is here, and all hear it. */
  hear(text) {
    const isNext = text.numero === this.last + 1;
    if (!isNext) this.history.beginAt(text.numero - 1); // some were forgotten where they are kept
    this.history.add(text.numero, text.chiave, JSON.stringify(text));
    for (const guest of this.#guests) guest.cursor.catchUp(this.history);
  }

  /** What was before is lost: the next text is number 1. */
  beginAgain() {
    this.history.beginAt(0);
    for (const guest of this.#guests) guest.cursor.startAfter(0);
    this.tell(JSON.stringify({ dopo: 0 }));
  }

  /** Tells all what has no number. */
  tell(json) {
    for (const guest of this.#guests) guest.send(json);
  }

  /** The number of the last text; 0 before the first. */
  get last() {
    return this.history.last;
  }
}

module.exports = Audience;
