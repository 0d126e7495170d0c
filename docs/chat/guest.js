// A client in the room: who it says it is, and how it is told something.
const Cursor = require("./cursor");
const Pace = require("./pace");
const WebSocket = require("ws");

const PORTION = 64 * 1024; // bytes that may wait for it before it is told more

class Guest {
  pace = new Pace();
  cursor = new Cursor(this);
  name = ""; // until it has said it
  #socket;
  #room;

  constructor(socket, room) {
    this.#socket = socket;
    this.#room = room;
  }

  get isHere() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Whether it has much to read before it is told more. */
  get isBusy() {
    return this.#socket.bufferedAmount >= PORTION;
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
