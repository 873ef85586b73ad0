import type { ExportResult } from './run-export';
import type { ImportResult } from './run-import';

/** What an import came to, in a few lines for the person who started it. */
export const importText = ({ summary, dryRun, finished, resumedAfter }: ImportResult): string => {
  const { lines, made, changed, same, skipped, refused, managersNotTaken } = summary;
  const counts = [
    `${made} ${dryRun ? 'would be made' : 'made'}`,
    `${changed} ${dryRun ? 'would be changed' : 'changed'}`,
    `${same} the same`,
    `${skipped} skipped`,
    `${refused} refused`,
  ];
  return [
    `${lines} contacts read: ${counts.join(', ')}.`,
    ...(resumedAfter > 0 ? [`The first ${resumedAfter} were done by an earlier run.`] : []),
    ...(managersNotTaken > 0 ? [`${managersNotTaken} name a manager; assign roles to set managers.`] : []),
    ...(skipped + refused > 0 ? ['The report (--report FILE) tells why, line by line.'] : []),
    ...(finished ? [] : ['Stopped before the end: run it again to go on.']),
    '',
  ].join('\n');
};

/** What an export came to. */
export const exportText = ({ contacts, channelsLeftOut, position }: ExportResult): string =>
  [
    `${contacts} contacts written, as of position ${position}.`,
    ...(channelsLeftOut > 0
      ? [`${channelsLeftOut} ways to reach them have no column; vCards (--format vcard) hold them all.`]
      : []),
    '',
  ].join('\n');
