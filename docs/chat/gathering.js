// Who comes, comes back and goes: how far it heard what was said, and who is told of it.
const Audience = require("./audience");

const WELCOME = 50; // texts that who comes for the first time is told

class Gathering extends Audience {
  /** Lets a client in that is not in yet. */
  listen(guest) {
    if (!this.isIn(guest)) this.admit(guest, Math.max(this.last - WELCOME, this.history.forgotten));
  }

  /** Lets a client in that was here before, and heard all up to a number. */
  comeBack(guest, heard) {
    this.admit(guest, heard);
    this.startAgain(guest, heard);
  }

  /** Where a client heard more than there is, it was in a room that is no more. */
  startAgain(guest, heard) {
    if (heard <= this.last || !guest.cursor.isAt(heard)) return; // it may have been told meanwhile
    guest.tell({ dopo: this.history.forgotten });
    this.admit(guest, this.history.forgotten);
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
}

module.exports = Gathering;
