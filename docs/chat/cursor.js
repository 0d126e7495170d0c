// A client's place in the history: how far it has been told what was said.
class Cursor {
  #guest;
  #told = 0; // the number of the last text

  constructor(guest) {
    this.#guest = guest;
  }

  /** From now on the client is told what comes after this number. */
  startAfter(number) {
    this.#told = number;
  }

  isAt(number) {
    return this.#told === number;
  }

  /** Tells it what it was not told yet, as fast as it reads. */
  catchUp(history) {
    while (this.#told < history.last && !this.#guest.isBusy) {
      if (this.#told < history.forgotten) {
        this.startAfter(history.forgotten);
        this.#guest.tell({ dopo: this.#told });
      } else {
        this.#guest.send(history.text(++this.#told));
      }
    }
  }
}

module.exports = Cursor;
