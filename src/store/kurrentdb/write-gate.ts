/**
 * The most writes under way. The client keeps all appends on one stream and queues those for which the stream has no
 * room, 16 messages; when the stream then breaks, nobody hears the queued ones fail and Node ends the process. So the
 * stream is never filled.
 */
export const WRITES_UNDER_WAY_MAX = 12;
/** An append that the client may send in several messages (it cuts at 3 MiB) goes alone. */
const ONE_MESSAGE_BYTES = 2 * 1024 * 1024;

/** Lets so many writes pass at once, in the order in which they come. */
export class WriteGate {
  private free = WRITES_UNDER_WAY_MAX;
  private readonly waiting: { readonly places: number; readonly enter: () => void }[] = [];

  async run<Answer>(bytes: number, work: () => Promise<Answer>): Promise<Answer> {
    const places = bytes > ONE_MESSAGE_BYTES ? WRITES_UNDER_WAY_MAX : 1;
    if (this.waiting.length > 0 || this.free < places) {
      await new Promise<void>((enter) => this.waiting.push({ places, enter }));
    } else {
      this.free -= places;
    }
    try {
      return await work();
    } finally {
      this.free += places;
      this.letIn();
    }
  }

  private letIn(): void {
    for (let next = this.waiting[0]; next !== undefined && next.places <= this.free; next = this.waiting[0]) {
      this.waiting.shift();
      this.free -= next.places;
      next.enter();
    }
  }
}
