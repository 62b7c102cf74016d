import ar from "../shared/messages/ar/form.json?url";
import de from "../shared/messages/de/form.json?url";
import en from "../shared/messages/en/form.json?url";
import { start } from "../shared/start";
import { FormPage } from "./form-page";

void start(FormPage, "report", { en, de, ar });
