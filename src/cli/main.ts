#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { version } from '../../package.json';
import { addBackup } from './commands/backup';
import { addCopy } from './commands/copy';
import { addDemo } from './commands/demo';
import { addExport } from './commands/export';
import { addImport } from './commands/import';
import { addRebuild } from './commands/rebuild';
import { addRestore } from './commands/restore';
import { addServe } from './commands/serve';
import { addToken } from './commands/token';
import { addVerify } from './commands/verify';
import { failWith } from './failure';

const program = new Command('liaison')
  .description('Partner contacts for brand owners: a GraphQL backend that remembers every step.')
  .version(version)
  .showHelpAfterError('(liaison --help tells what there is)')
  .addHelpText('after', '\nSettings come from environment variables LIAISON_…: see docs/configuration.md.');

const commands = [
  addServe,
  addDemo,
  addToken,
  addImport,
  addExport,
  addRebuild,
  addVerify,
  addBackup,
  addRestore,
  addCopy,
];
for (const add of commands) add(program);

program.parseAsync().catch(failWith);
