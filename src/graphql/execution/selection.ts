import type { Path } from 'graphql/jsutils/Path';
import type { FieldPlan } from './run';

/** Stands among the extensions of a field whose value follows from its source alone, whoever asks and when. */
export const FOLLOWS_FROM_SOURCE = 'followsFromSource';

/** Stands among the extensions of a field whose value follows from its source and from what is noted as read for it. */
export const FOLLOWS_FROM_READS = 'followsFromReads';

/** Stands among the extensions of a field whose reading is noted (`Noted`). */
export const NOTED = 'noted';

/** Told that something of the source is shown. */
export type Note = (source: unknown, context: unknown, path: Path) => void;

/** What is told of the reading of a field: by its resolver, or once for all that are kept in one text. */
export interface Noted {
  readonly note: Note;
  /** The field's resolver without that; absent where it is a property of its source. */
  readonly resolve?: FieldPlan['resolve'];
}

/** Neighbouring fields whose text is kept with the source. */
export interface KeptFields {
  /** By which their texts are found: no other fields, of this document or another, have it. */
  readonly number: number;
  /** They tell of no reading. */
  readonly members: readonly Member[];
  /** What is told instead, each time that the text is shown. */
  readonly notes: readonly Note[];
}

/** One field of an object, or some whose text is kept, and what stands before it. */
export type Member =
  | { readonly opening: string; readonly field: FieldPlan }
  | { readonly opening: string; readonly field?: never; readonly kept: KeptFields };

/** The fields of one object of the answer, in order. */
export interface Selection {
  readonly members: readonly Member[];
  /** The same for a source that keeps texts; absent where none of them could be kept. */
  readonly withKept: readonly Member[] | undefined;
  /** Absent where the text of the whole object follows from more than is noted as read. */
  readonly whole: WholeFields | undefined;
}

/** All fields of an object, with what lies below them, as far as their text is kept. */
export interface WholeFields {
  /** By which their texts are found, with the values of the variables that they depend on. */
  readonly number: number;
  readonly variables: readonly string[];
}

/**
 * A selection of these fields, those of which `isKept` are kept together as far as they stand together; `variables`
 * are those that the text of all of them depends on, where it can be kept.
 */
export const selectionOf = (
  fields: readonly FieldPlan[],
  isKept: (field: FieldPlan) => boolean,
  variables: readonly string[] | undefined,
): Selection => ({
  members: membersOf(fields),
  withKept: fields.some(isKept) ? withKept(fields, isKept) : undefined,
  // What is kept in one piece already gains nothing.
  whole: variables === undefined || fields.every(isKept) ? undefined : { number: nextNumber(), variables },
});

const membersOf = (fields: readonly FieldPlan[]): readonly Member[] =>
  fields.map((field, index) => ({ opening: openingOf(field, index), field }));

const openingOf = ({ key }: FieldPlan, index: number): string => `${index === 0 ? '' : ','}"${key}":`;

const withKept = (fields: readonly FieldPlan[], isKept: (field: FieldPlan) => boolean): readonly Member[] => {
  const members: Member[] = [];
  for (let index = 0; index < fields.length; ) {
    const together = runOf(fields.slice(index), isKept);
    const [field] = together;
    if (field === undefined) break;
    members.push(
      isKept(field)
        ? {
            opening: index === 0 ? '' : ',',
            kept: keptTogether(together),
          }
        : { opening: openingOf(field, index), field },
    );
    index += together.length;
  }
  return members;
};

let numbersSoFar = 0;

const nextNumber = (): number => {
  numbersSoFar += 1;
  return numbersSoFar;
};

const keptTogether = (fields: readonly FieldPlan[]): KeptFields => ({
  number: nextNumber(),
  members: membersOf(fields.map(untold)),
  notes: notesOf(fields),
});

const untold = (field: FieldPlan): FieldPlan => {
  const noted = notedOf(field.definition);
  return noted === undefined ? field : { ...field, resolve: noted.resolve };
};

/** The first field, and those after it that are kept together with it. */
const runOf = (fields: readonly FieldPlan[], isKept: (field: FieldPlan) => boolean): readonly FieldPlan[] => {
  const end = fields.findIndex((field) => !isKept(field));
  return end < 0 ? fields : fields.slice(0, Math.max(1, end));
};

const notesOf = (fields: readonly FieldPlan[]): readonly Note[] => [
  ...new Set(fields.flatMap(({ definition }) => notedOf(definition)?.note ?? [])),
];

/** What is told of the reading of a field, if anything. */
export const notedOf = ({ extensions }: { readonly extensions: unknown }): Noted | undefined =>
  (extensions as { readonly [NOTED]?: Noted })[NOTED];
