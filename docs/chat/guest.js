// A client in the room: who it says it is, and how far it has been told what was said.
const Pace = require("./pace");
const WebSocket = require("ws");

const PORTION = 64 * 1024; // bytes that may wait for it before it is told more

class Guest {
  pace = new Pace();
  name = ""; // until it has said it
  #socket;
  #room;
  #told = 0; // the number of the last text

  constructor(socket, room) {
    this.#socket = socket;
    this.#room = room;
  }

  get isHere() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** From now on it is told what comes after this number. */
  startAfter(number) {
    this.#told = number;
  }

  isAt(number) {
    return this.#told === number;
  }

  /** Tells it what it was not told yet, as fast as it reads. */
  catchUp(history) {
    while (this.#told < history.last && this.#socket.bufferedAmount < PORTION) {
      if (this.#told < history.forgotten) {
        this.startAfter(history.forgotten);
        this.tell({ dopo: this.#told });
      } else {
        this.send(history.text(++this.#told));
      }
    }
  }

  refuse(errore) {
    this.tell({ errore });
  }

  tell(message) {
    this.send(JSON.stringify(message));
  }

  /** Whatever leaves makes room for what waits. */
  send(json) {
    this.#socket.send(json, () => this.#room.hasRead(this));
  }
}

module.exports = Guest;
