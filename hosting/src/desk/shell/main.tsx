import { render } from "preact";
import { Session } from "../session/session";
import { App, loadPages } from "./app";

const place = document.getElementById("page");
if (place) render(<App session={new Session(loadPages)} />, place);
