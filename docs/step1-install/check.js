// Step 1: is everything here that the lesson needs? A line for each thing, then what to type.
async function check(thing, look, otherwise) {
  try {
    console.log(thing + ": " + await look());
    return true;
  } catch (error) {
    console.error(`${thing}: non va (${error.code ?? error.message}). ${otherwise(error)}`);
    return false;
  }
}

function node() {
  if (parseInt(process.versions.node, 10) < 20) throw new Error(process.versions.node);
  return process.versions.node;
}

async function main() {
  const loads = await check("Node.js", node, () => "Serve la versione 20 o una più recente.")
    && await check("ws", () => require("ws/package.json").version,
      () => "Collegati a Internet e scarica i moduli: npm ci --omit=dev nella cartella docs");
  if (!loads) process.exit(1);

  const lesson = require("../lesson"); // too old a Node.js could not even read it
  const checks = [
    await check("Porta " + lesson.port(), lesson.free, lesson.cannotListen),
    await check("WebSocket sul loopback", lesson.roundTrip,
      () => "Forse lo blocca un firewall o un antivirus."),
  ];
  if (checks.includes(false)) process.exit(1);
  console.log("Tutto a posto. Ora il passo 2: node docs/step2-server/server.js");
}

main();
