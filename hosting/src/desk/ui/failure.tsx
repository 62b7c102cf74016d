import { Notice } from "../../shared/controls";

interface FailureProps {
  /** What did not work; null while all works. */
  message: string | null;
  onRetry: () => void;
}

/** Says why something could not be read, and offers another try. */
export function Failure({ message, onRetry }: FailureProps) {
  return (
    <div role="alert" class="my-3 empty:hidden">
      {message && (
        <Notice tone="danger">
          <div class="flex flex-wrap items-center justify-between gap-3">
            <span>{message}</span>
            <button type="button" class="button button-quiet button-small" onClick={onRetry}>
              Try again
            </button>
          </div>
        </Notice>
      )}
    </div>
  );
}
