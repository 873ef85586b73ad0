import type { Actor } from '../../domain/actor';
import { KeyedQueue } from '../../handling/keyed-queue';
import type { Liaison } from '../../handling/liaison';
import { identityOf } from './contact-identity';
import { type FileLine, isBroken } from './contact-record';
import { LINES_PER_CHECKPOINT } from './import-checkpoint';
import {
  countLine,
  type ImportSummary,
  nothingYet,
  type ReportLine,
  type ReportWriter,
} from './import-report';
import { type ImportOfRows, importRow } from './import-row';
import { inOrder } from './in-order';
import { onePartner, organizationsByExternalId } from './organizations-by-external-id';

/** How many rows are under way at a time, and the most that may be. */
export const CONCURRENCY = 256;
export const CONCURRENCY_MAX = 1_000;

/** How long an import waits at a checkpoint for the read models; where they hang it goes on, they follow later. */
export const READ_MODELS_WAIT_MS = 30_000;

export interface ImportRequest {
  readonly liaison: Liaison;
  readonly records: AsyncIterable<FileLine>;
  /** The system whose ids the file holds, unless a row says otherwise. */
  readonly system: string;
  readonly actor: Actor;
  /** The partner organization that every contact joins; without it each row names its own. */
  readonly partnerOrganizationId?: string;
  readonly dryRun: boolean;
  readonly concurrency?: number;
  readonly report: ReportWriter;
  /** What an interrupted import of the same file has done already. */
  readonly done?: ImportSummary;
  onProgress?(summary: ImportSummary): void;
  /** Called every thousand lines, when everything up to there is done and reported. */
  onCheckpoint?(summary: ImportSummary): Promise<void>;
  /** Ends the import after the rows under way. */
  readonly signal?: AbortSignal;
}

/**
 * Imports contacts line by line; memory does not grow with the file. The result does not depend on how often
 * the import was interrupted and begun again: every row leads to the same contact and is brought to what the
 * file says. /
 */
export const importContacts = async (request: ImportRequest): Promise<ImportSummary> => {
  const { liaison, actor, dryRun, partnerOrganizationId: partner, report, signal } = request;
  const width = Math.min(request.concurrency ?? CONCURRENCY, CONCURRENCY_MAX);
  const setting: ImportOfRows = {
    liaison,
    actor,
    dryRun,
    organizations:
      partner === undefined ? organizationsByExternalId(liaison.models) : onePartner(partner, liaison.log),
  };
  // Two rows about one contact take their turn, so that the later one has the last word.
  const turns = new KeyedQueue();
  const work = (line: FileLine): Promise<ReportLine> => importLine(line, request.system, setting, turns);

  const models = new FollowingModels(liaison);
  let summary = request.done ?? nothingYet;
  for await (const line of inOrder(remaining(request.records, summary.lines, signal), width, work)) {
    await report.write(line);
    summary = countLine(summary, line);
    request.onProgress?.(summary);
    if (summary.lines % LINES_PER_CHECKPOINT !== 0) continue;
    await models.follow();
    await request.onCheckpoint?.(summary);
  }
  await models.catchUp();
  await request.onCheckpoint?.(summary);
  return summary;
};

/**
 * Lets the read models follow, so that they never fall far behind a long file: at a checkpoint they must have come to
 * the one before.
 */
class FollowingModels {
  private lastCheckpoint = 0;

  constructor(private readonly liaison: Liaison) {}

  async follow(): Promise<void> {
    const { models, log } = this.liaison;
    await models.reached(this.lastCheckpoint, READ_MODELS_WAIT_MS);
    this.lastCheckpoint = await log.head();
  }

  async catchUp(): Promise<void> {
    const { models, log } = this.liaison;
    await models.reached(await log.head(), READ_MODELS_WAIT_MS);
  }
}

const importLine = async (
  line: FileLine,
  system: string,
  setting: ImportOfRows,
  turns: KeyedQueue,
): Promise<ReportLine> => {
  if (isBroken(line)) return { line: line.line, outcome: 'skipped', why: line.why };
  const identity = identityOf(line, system, setting.liaison.log);
  const outcome = await turns.run(identity.contactId, () => importRow(line, identity, setting));
  const notTaken = line.reportsToExternalId === undefined ? {} : { notTaken: ['REPORTS_TO'] as const };
  return { line: line.line, ...outcome, ...notTaken };
};

/** The lines after those that are done, until the import is to end. */
async function* remaining(
  lines: AsyncIterable<FileLine>,
  done: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<FileLine> {
  let passed = 0;
  for await (const line of lines) {
    if (signal?.aborted === true) return;
    passed += 1;
    if (passed > done) yield line;
  }
}
