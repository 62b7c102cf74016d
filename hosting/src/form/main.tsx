import { render } from "preact";
import { FormPage } from "./form-page";

const place = document.getElementById("page");
if (place) render(<FormPage />, place);
