// The room of a chat: who is there, and what all of them hear, each text once and in one order.
const { isReturn, isEntry, isPost } = require("./post");
const WebSocket = require("ws");

const LONGEST = 10_000; // texts that are kept; nobody can catch up on older ones
const WELCOME = 50; // texts that who comes for the first time is told
const PORTION = 64 * 1024; // bytes that may wait for a client before it is told more

class Room {
  #texts = new Map(); // by number
  #numbers = new Map(); // by key
  #guests = new Map(); // by socket: the name, "" for none, and the last text that it was told
  last = 0; // the number of the last text
  static LONGEST = LONGEST;

  /** The room of this server alone; or, where there is a Redis, the one of many. */
  static async at(redis) {
    if (!redis) return new Room();
    const RedisRoom = require("./redis-room");
    return new RedisRoom(redis).open();
  }

  /** The number of the last text that is no longer here; 0 where all are. */
  get #forgotten() {
    return this.last - this.#texts.size;
  }

  /** A client says something: that it is back, its name, a text, or what nobody understands. */
  take(guest, messaggio, isFirst) {
    if (isReturn(messaggio) && isFirst) return this.comeBack(guest, messaggio.dopo);
    if (isEntry(messaggio)) return this.enter(guest, messaggio.entra);
    if (!isPost(messaggio)) return this.refuse(guest, "messaggio non valido");
    this.enter(guest, messaggio.utente);
    return this.write(guest, messaggio);
  }

  /** Lets a client in that is not in yet. */
  listen(guest) {
    if (!this.#guests.has(guest)) {
      this.admit(guest, Math.max(this.last - WELCOME, this.#forgotten));
    }
  }

  /** Lets a client in that was here before, and heard all up to a number. */
  comeBack(guest, heard) {
    // Further than this room ever was: the one that it knew is no more.
    const from = heard > this.last ? this.#forgotten : Math.max(heard, this.#forgotten);
    if (from !== heard) this.send(guest, { dopo: from });
    this.admit(guest, from);
  }

  admit(guest, told) {
    if (guest.readyState !== WebSocket.OPEN) return;
    this.#guests.set(guest, { name: "", told });
    this.#feed(guest);
  }

  /** Tells a client the texts that it was not told yet, as fast as it reads. */
  #feed(guest) {
    const place = this.#guests.get(guest);
    while (place?.told < this.last && guest.bufferedAmount < PORTION) {
      if (place.told < this.#forgotten) {
        place.told = this.#forgotten;
        this.send(guest, { dopo: place.told });
      } else {
        place.told++;
        this.#write(guest, this.#texts.get(place.told).json);
      }
    }
  }

  /** Whatever leaves makes room for what waits. */
  #write(guest, json) {
    guest.send(json, () => this.#feed(guest));
  }

  /** Somebody says its name; the first time, all are told. */
  enter(guest, name) {
    this.listen(guest);
    const place = this.#guests.get(guest);
    if (place?.name !== "") return;
    place.name = name;
    this.announce({ entra: name });
  }

  /** Somebody is gone. */
  leave(guest) {
    const name = this.#guests.get(guest)?.name;
    this.#guests.delete(guest);
    if (name) this.announce({ esce: name });
  }

  /** Somebody says something: all hear it; or, where it was heard, who says it again. */
  write(guest, { chiave, utente, testo }) {
    if (this.repeat(guest, chiave)) return;
    const timestamp = new Date().toISOString();
    this.hear({ numero: this.last + 1, utente, testo, timestamp, chiave });
  }

  /** Tells a text that is here to who says it again. Tells whether it is here. */
  repeat(guest, chiave) {
    const text = this.#texts.get(this.#numbers.get(chiave));
    if (text) this.#write(guest, text.json);
    return text !== undefined;
  }

  /** The next text: from now on it is here, and all are told. */
  hear(text) {
    this.last = text.numero;
    this.#texts.set(this.last, { chiave: text.chiave, json: JSON.stringify(text) });
    this.#numbers.set(text.chiave, this.last);
    if (this.#texts.size > LONGEST) {
      const oldest = this.last - LONGEST;
      this.#numbers.delete(this.#texts.get(oldest).chiave);
      this.#texts.delete(oldest);
    }
    for (const guest of this.#guests.keys()) this.#feed(guest);
  }

  /** What was before is lost: the next text comes after this number. */
  beginAt(number) {
    this.#texts.clear();
    this.#numbers.clear();
    this.last = number;
    for (const place of this.#guests.values()) place.told = number;
    this.tell(JSON.stringify({ dopo: number }));
  }

  /** Somebody has come or gone. */
  announce(event) {
    this.tell(JSON.stringify(event));
  }

  tell(json) {
    for (const guest of this.#guests.keys()) this.#write(guest, json);
  }

  refuse(guest, errore) {
    this.send(guest, { errore });
  }

  send(guest, message) {
    this.#write(guest, JSON.stringify(message));
  }
}

module.exports = Room;
