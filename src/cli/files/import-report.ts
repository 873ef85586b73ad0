import { type FileHandle, open } from 'node:fs/promises';
import type { RefusalCode } from '../../domain/decision';

/** What became of one line of the file, or would become of it in a dry run. Never holds personal data. */
export interface ReportLine {
  readonly line: number;
  readonly outcome: 'made' | 'changed' | 'same' | 'skipped' | 'refused';
  readonly contactId?: string;
  /** Why a command was refused. */
  readonly code?: RefusalCode;
  /** Why a line was skipped: the column, and what was expected of it. */
  readonly why?: string;
  /** What the line says and the import does not take over. */
  readonly notTaken?: readonly NotTaken[];
}

/** `REPORTS_TO`: a manager belongs to a resource role, which a file of contacts does not assign. */
export type NotTaken = 'REPORTS_TO';

/** How many lines came to what. */
export interface ImportSummary {
  readonly lines: number;
  readonly made: number;
  readonly changed: number;
  readonly same: number;
  readonly skipped: number;
  readonly refused: number;
  /** Lines that name a manager, which is not taken over. */
  readonly managersNotTaken: number;
}

export const nothingYet: ImportSummary = {
  lines: 0,
  made: 0,
  changed: 0,
  same: 0,
  skipped: 0,
  refused: 0,
  managersNotTaken: 0,
};

/** The summary after one more line. */
export const countLine = (summary: ImportSummary, { outcome, notTaken }: ReportLine): ImportSummary => ({
  ...summary,
  lines: summary.lines + 1,
  [outcome]: summary[outcome] + 1,
  managersNotTaken: summary.managersNotTaken + (notTaken?.includes('REPORTS_TO') === true ? 1 : 0),
});

/** Where the lines of a report go, in the order of the file. */
export interface ReportWriter {
  write(line: ReportLine): Promise<void>;
  /** Makes durable what was written, and answers how long the report is. */
  flush(): Promise<number>;
  close(): Promise<void>;
}

/** The most report text that is held back before it is written. */
const HELD_CHARACTERS_MAX = 65_536;

/**
 * A report as JSON Lines; with `keepBytes` what an interrupted import wrote after that place is written anew.
 */
export const openReport = async (path: string, keepBytes = 0): Promise<ReportWriter> => {
  const file = await open(path, keepBytes === 0 ? 'w' : 'r+', 0o600);
  await file.truncate(keepBytes);
  return new JsonLinesReport(file, keepBytes);
};

/** For who wants the summary only. */
export const noReport: ReportWriter = { write: async () => {}, flush: async () => 0, close: async () => {} };

class JsonLinesReport implements ReportWriter {
  private held = '';

  constructor(
    private readonly file: FileHandle,
    private bytes: number,
  ) {}

  async write(line: ReportLine): Promise<void> {
    this.held += `${JSON.stringify(line)}\n`;
    if (this.held.length >= HELD_CHARACTERS_MAX) await this.writeHeld();
  }

  async flush(): Promise<number> {
    await this.writeHeld();
    await this.file.sync();
    return this.bytes;
  }

  async close(): Promise<void> {
    await this.writeHeld();
    await this.file.close();
  }

  private async writeHeld(): Promise<void> {
    const text = Buffer.from(this.held, 'utf8');
    this.held = '';
    if (text.length > 0) await this.file.write(text, 0, text.length, this.bytes);
    this.bytes += text.length;
  }
}
