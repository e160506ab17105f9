// Says that something was done, or failed, without taking the person away from what they do.
export type Notice =
  | { tone: 'done'; text: string; undo?: () => void }
  | { tone: 'problem'; error: unknown };

type Listener = (notice: Notice) => void;
let listener: Listener | null = null;
const waiting: Notice[] = [];

export function notify(notice: Notice): void {
  if (listener) listener(notice);
  else waiting.push(notice);
}

/** The region that shows notices; there is one. */
export function listenForNotices(next: Listener): () => void {
  listener = next;
  for (const notice of waiting.splice(0)) next(notice);
  return () => {
    listener = null;
  };
}
