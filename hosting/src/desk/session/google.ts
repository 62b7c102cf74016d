/** Sign-in with Google by redirect, without a script of Google's: OpenID Connect's implicit flow with state and nonce. */

const ENDPOINT = "https://accounts.google.com/o/oauth2/v2/auth";
const REMEMBERED = "desk.google";

interface Attempt {
  state: string;
  nonce: string;
}

function deskUrl(): string {
  return `${window.location.origin}/desk`;
}

/** Remembers what the answer must repeat, and leaves for Google. */
export function leaveForGoogle(clientId: string): void {
  const attempt: Attempt = { state: crypto.randomUUID(), nonce: crypto.randomUUID() };
  sessionStorage.setItem(REMEMBERED, JSON.stringify(attempt));
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: deskUrl(),
    response_type: "id_token",
    scope: "openid email profile",
    prompt: "select_account",
    ...attempt,
  });
  window.location.assign(`${ENDPOINT}?${query}`);
}

function nonceOf(idToken: string): unknown {
  const payload = (idToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const claims: unknown = JSON.parse(atob(payload));
  return typeof claims === "object" && claims !== null && "nonce" in claims ? claims.nonce : undefined;
}

/** Takes Google's answer out of the address, so that it does not stay in the history. */
function takeAnswer(): URLSearchParams {
  const answer = new URLSearchParams(window.location.hash.slice(1));
  if (answer.has("state")) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  return answer;
}

/** The ID token that this visit brings back from Google; null if it brings none. Raises on one that we did not ask for. */
export function tokenFromGoogle(): string | null {
  const answer = takeAnswer();
  const state = answer.get("state");
  if (state === null) return null;
  const remembered = sessionStorage.getItem(REMEMBERED);
  sessionStorage.removeItem(REMEMBERED);
  const attempt = remembered === null ? null : (JSON.parse(remembered) as Attempt);
  const idToken = answer.get("id_token");
  if (idToken === null) return null;
  if (attempt?.state !== state || nonceOf(idToken) !== attempt.nonce) {
    throw new Error("the answer of Google does not belong to this browser's request");
  }
  return idToken;
}
