import type { Page } from '../execution/page-source';

/** Makes the answer to an event as JSON; undefined where it is not the same for everybody. */
export type MakeText = (event: object) => Promise<string | undefined>;

type Text = Buffer | undefined;

/**
 * Answers that everybody with the same subscription gets to the same events, made once: by the events, and by what the
 * subscriptions have in common. They live as long as their events do.
 */
export class SharedResults {
  private readonly byEvent = new WeakMap<object, Map<object, Promise<Text>>>();
  private readonly byPage = new WeakMap<Page, Map<object, SharedPage | Promise<SharedPage>>>();

  /**
   * The answers to a page of events; `make` is asked for those that nobody has been given before. A promise only for
   * those who ask while they are being made.
   */
  pageOf(events: Page, common: object, make: MakeText): SharedPage | Promise<SharedPage> {
    const ofPage = this.byPage.get(events) ?? new Map<object, SharedPage | Promise<SharedPage>>();
    const known = ofPage.get(common);
    if (known !== undefined) return known;
    const making = Promise.all(events.map((event) => this.textOf(event, common, make))).then((texts) => {
      const page = new SharedPage(texts);
      ofPage.set(common, page);
      return page;
    });
    this.byPage.set(events, ofPage.set(common, making));
    return making;
  }

  private textOf(event: object, common: object, make: MakeText): Promise<Text> {
    const ofEvent = this.byEvent.get(event) ?? new Map<object, Promise<Text>>();
    const known = ofEvent.get(common);
    if (known !== undefined) return known;
    const making = make(event).then(
      (text) => (text === undefined ? undefined : Buffer.from(text)),
      () => undefined,
    );
    this.byEvent.set(event, ofEvent.set(common, making));
    return making;
  }
}

/** The most forms of a page that are kept, and the most characters of what tells them apart. */
const FORMS_MAX = 8;
const FORM_NAME_CHARACTERS_MAX = 64;

/** The answers to a page of events, as they are sent to many. */
export class SharedPage {
  private readonly forms = new Map<string, Buffer>();
  /** Whether each of its events is answered alike to everybody. */
  readonly isWhole: boolean;

  constructor(private readonly texts: readonly Text[]) {
    this.isWhole = texts.every((text) => text !== undefined);
  }

  /** The page as it goes over a wire; the first few forms are kept, for whoever wants the same. */
  form(name: string, make: (texts: readonly Buffer[], name: string) => Buffer): Buffer {
    const known = this.forms.get(name);
    if (known !== undefined) return known;
    const made = make(
      this.texts.filter((text) => text !== undefined),
      name,
    );
    if (this.forms.size < FORMS_MAX && name.length <= FORM_NAME_CHARACTERS_MAX) this.forms.set(name, made);
    return made;
  }
}
