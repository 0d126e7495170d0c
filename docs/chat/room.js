// What becomes of what clients say: who comes and goes, and what it says, is told to all.
const Audience = require("./audience");
const { isReturn, isEntry, isPost } = require("./post");

const WELCOME = 50; // texts that who comes for the first time is told

class Room extends Audience {
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

  /** Lets a client in that is not in yet. */
  listen(guest) {
    if (!this.isIn(guest)) this.admit(guest, Math.max(this.last - WELCOME, this.forgotten));
  }

  /** Lets a client in that was here before, and heard all up to a number. */
  comeBack(guest, heard) {
    if (heard > this.last) guest.tell({ dopo: this.forgotten }); // in a room that is no more
    this.admit(guest, heard > this.last ? this.forgotten : heard);
  }

  /** Somebody says its name; the first time, all are told. */
  enter(guest, name) {
    this.listen(guest);
    if (!this.isIn(guest) || guest.name) return;
    guest.name = name;
    this.announce({ entra: name });
  }

  /** Somebody is gone. */
  leave(guest) {
    if (this.remove(guest) && guest.name) this.announce({ esce: guest.name });
  }

  /** Somebody has come or gone. */
  announce(event) {
    this.tell(JSON.stringify(event));
  }

  /** Somebody says something: all hear it; or, where it was heard, who says it again. */
  write(guest, { chiave, utente, testo }) {
    if (this.repeat(guest, chiave)) return;
    const timestamp = new Date().toISOString();
    this.hear({ numero: this.last + 1, utente, testo, timestamp, chiave });
  }

  /** Tells a text that is here to who says it again. Tells whether it is here. */
  repeat(guest, chiave) {
    const known = this.text(chiave);
    if (known) guest.send(known);
    return known !== undefined;
  }
}

module.exports = Room;
