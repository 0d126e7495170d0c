// What becomes of what clients say: each text has a number, and a key that is taken once.
const Gathering = require("./gathering");
const { isReturn, isEntry, isPost } = require("./post");

class Room extends Gathering {
  /** The room of this server alone; or, where there is a Redis, the one of many. */
  static async at(redis) {
    if (!redis) return new Room();
    const RedisRoom = require("./redis-room");
    return new RedisRoom(redis).open();
  }

  /** A client says something: that it is back, its name, a text, or what nobody understands. */
  take(guest, messaggio) {
    if (isReturn(messaggio) && guest.pace.isFirst()) return this.comeBack(guest, messaggio.dopo);
    if (isEntry(messaggio)) return this.enter(guest, messaggio.entra);
    if (!isPost(messaggio)) return guest.refuse("messaggio non valido");
    this.enter(guest, messaggio.utente);
    return this.write(guest, messaggio);
  }

  /** Somebody says something: all hear it; or, where it was heard, who says it again. */
  write(guest, { chiave, utente, testo }) {
    if (this.repeat(guest, chiave)) return;
    const timestamp = new Date().toISOString();
    this.hear({ numero: this.last + 1, utente, testo, timestamp, chiave });
  }

  /** Tells a text that is here to who says it again. Tells whether it is here. */
  repeat(guest, chiave) {
    const known = this.history.withKey(chiave);
    if (known) guest.send(known);
    return known !== undefined;
  }
}

module.exports = Room;
