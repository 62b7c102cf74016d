import { render } from "preact";
import { App } from "./app";
import { Session } from "./session";

const place = document.getElementById("page");
if (place) render(<App session={new Session()} />, place);
