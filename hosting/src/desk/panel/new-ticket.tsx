import { DESCRIPTION_MAX, TITLE_MAX } from "../../shared/contract";
import { router } from "../address";
import { nameOf, type Opening } from "../tickets/new-ticket";
import type { Tools } from "../tickets/use-desk";
import { Send, TextArea, TextField } from "../ui/fields";
import { Modal } from "../ui/modal";
import { useStore } from "../ui/store";
import { useForm } from "../ui/use-form";

/** Opens a ticket for the requester of another one, when that is asked for. */
export function NewTicketDialog({ tools }: { tools: Tools }) {
  const opening = useStore(tools.newTicket);
  if (!opening?.shown) return null;
  return (
    <Modal title="New ticket" onClose={() => tools.newTicket.hide()}>
      <NewTicketForm tools={tools} opening={opening} />
    </Modal>
  );
}

function NewTicketForm({ tools, opening }: { tools: Tools; opening: Opening }) {
  const { sendsMail } = useStore(tools.team);
  const { title, description, beside } = opening;
  const { form, busy, submit, errorOf, failure } = useForm(["title", "description"], async () => {
    const dialog = form.current?.closest("dialog");
    const id = await tools.newTicket.send();
    dialog?.close();
    tools.desk.refresh();
    if (id) router.open(id);
  });
  return (
    <form ref={form} aria-label="New ticket" class="mt-2 grid gap-4" onSubmit={submit}>
      <p class="text-sm [overflow-wrap:anywhere]">
        For <bdi>{nameOf(beside)}</bdi>
        {sendsMail && beside.requester?.email && ", who gets a confirmation by e-mail"}.
      </p>
      <TextField
        id="new-title"
        label="Title"
        prose
        required
        maxLength={TITLE_MAX}
        error={errorOf("title")}
        value={title}
        onChange={(value) => tools.newTicket.enter({ title: value })}
      />
      <TextArea
        id="new-description"
        label="Description"
        hint="In words that the requester may read. Category and priority are suggested from it."
        maxLength={DESCRIPTION_MAX}
        error={errorOf("description")}
        value={description}
        onChange={(value) => tools.newTicket.enter({ description: value })}
      />
      <Send name="Open the ticket" busy={busy} failure={failure} />
    </form>
  );
}
