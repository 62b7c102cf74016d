import ar from "../shared/messages/ar/track.json?url";
import de from "../shared/messages/de/track.json?url";
import en from "../shared/messages/en/track.json?url";
import { start } from "../shared/start";
import { TrackPage } from "./track-page";

void start(TrackPage, "track.name", { en, de, ar });
