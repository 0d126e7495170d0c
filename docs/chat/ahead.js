// Who heard more than its server: that has still to be read, or the room was lost with it.
class Ahead {
  #room;
  #stream;

  constructor(room, stream) {
    this.#room = room;
    this.#stream = stream;
  }

  /** Asks Redis which of the two it is, until it answers. */
  async ask(guest, heard) {
    try {
      const before = this.#room.last;
      const there = await this.#stream.last();
      const isLost = before <= there && there < heard; // otherwise all will be told of the loss
      if (isLost) this.#room.startAgain(guest, heard);
    } catch {
      setTimeout(() => this.ask(guest, heard), 1000);
    }
  }
}

module.exports = Ahead;
