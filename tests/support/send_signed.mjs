// Sends one event in parallel, signed by the official JavaScript library.
// Reads {"url", "secret", "delivery", "body", "times"} from its input and prints [[status, text], ...].
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

const { url, secret, delivery, body, times } = JSON.parse(await text(process.stdin));

async function send() {
  const now = new Date();
  const headers = {
    "Content-Type": "application/json",
    "webhook-id": delivery,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(delivery, now, body),
  };
  const response = await fetch(url, { method: "POST", headers, body });
  return [response.status, await response.text()];
}

process.stdout.write(JSON.stringify(await Promise.all(Array.from({ length: times }, send))));
