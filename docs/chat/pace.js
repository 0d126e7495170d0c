// How much a client may still say: ten messages a second, or twenty after it said nothing.
const A_SECOND = 10;
const SAVED = 20;

class Pace {
  #left = SAVED;
  #since = performance.now(); // when that was counted
  #messages = 0;

  /** Counts a message that has come. Tells whether it is one too many. */
  isTooFast() {
    const now = performance.now();
    this.#left = Math.min(SAVED, this.#left + A_SECOND * (now - this.#since) / 1000);
    this.#since = now;
    this.#messages++;
    if (this.#left < 1) return true;
    this.#left--;
    return false;
  }

  /** Whether the message that has come is the client's first. */
  isFirst() {
    return this.#messages === 1;
  }
}

module.exports = Pace;
