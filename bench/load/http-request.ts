/** Stands in a body for a text of so many characters that is another one in each request. */
export const KEY_MARK = '%KEY-OF-REQUEST%';
/** Stands in a body for the next of the ids that the load was given, as long as they are. */
export const ID_MARK = '%ID-THAT-IS-AS-LONG-AS-A-UUID-IS---%';

/** Stands in a body for the next number of a range; all of them have as many digits as the mark has characters. */
const numberMark = (digits: number): string => '%'.padEnd(digits, '#');

/** Numbers from `from` to `to`, of the same length. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What stands in a body for a number of the range. */
export const markFor = ({ to }: NumberRange): string => numberMark(String(to).length);

/** A GraphQL request, as it is repeated. */
export interface RepeatedRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly path?: string;
  /** What takes the place of `ID_MARK`, one after the other. */
  readonly ids?: readonly string[];
  /** What takes the place of the mark for a number, one after the other. */
  readonly numbers?: NumberRange;
}

let requestsMade = 0;
const RUN = Date.now().toString(36).slice(-6);

/** Makes the text of one request after the other; one and the same text where nothing in it changes. */
export const requestTexts = (request: RepeatedRequest): (() => Buffer | string) => {
  const body = JSON.stringify({ query: request.query, variables: request.variables ?? {} });
  const text = `${headOf(request, Buffer.byteLength(body))}${body}`;
  const { ids = [], numbers } = request;
  if (!text.includes(KEY_MARK) && numbers === undefined) {
    const bytes = Buffer.from(text);
    return () => bytes;
  }
  const mark = numbers === undefined ? undefined : markFor(numbers);
  return () => {
    requestsMade += 1;
    const id = ids[requestsMade % Math.max(ids.length, 1)];
    const about = id === undefined ? text : text.replaceAll(ID_MARK, id);
    if (numbers !== undefined && mark !== undefined) {
      return about.replace(mark, String(numbers.from + (requestsMade % (numbers.to - numbers.from + 1))));
    }
    const key = `${RUN}${process.pid.toString(36)}-${requestsMade.toString(36)}`.padEnd(KEY_MARK.length, '-');
    if (key.length > KEY_MARK.length)
      throw new Error(`expected at most ${KEY_MARK.length} characters, got ${key}`);
    return about.replaceAll(KEY_MARK, key);
  };
};

const headOf = ({ path = '/graphql', token }: RepeatedRequest, length: number): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/json',
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    `content-length: ${length}`,
    '',
    '',
  ].join('\r\n');
