import { render } from "preact";
import { TrackPage } from "./track-page";

const place = document.getElementById("page");
if (place) render(<TrackPage />, place);
