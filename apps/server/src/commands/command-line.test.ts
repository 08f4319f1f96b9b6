import { describe, expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

const read = (line: string) => readCommandLine(line.split(' ').filter(Boolean));

describe('the words behind weir', () => {
  test.each([
    ['', { verb: 'serve' }],
    ['serve', { verb: 'serve' }],
    ['sign-in', { verb: 'sign-in' }],
    ['token list', { verb: 'token list' }],
    ['audit verify', { verb: 'audit verify' }],
    ['token create --role operator --name ci', { verb: 'token create', role: 'operator', name: 'ci' }],
    ['token revoke --name=ci', { verb: 'token revoke', name: 'ci' }],
    ['--help', { verb: 'help' }],
    ['token create -h', { verb: 'help' }],
  ])('%s', (line, command) => {
    expect(read(line)).toEqual(command);
  });

  test.each([
    ['serve --port 1', '--port'],
    ['serve --name x', 'weir serve takes no --name'],
    ['token', 'no command "token"'],
    ['audit', 'no command "audit"'],
    ['audit verify --name x', 'weir audit verify takes no --name'],
    ['token create --role operator', 'needs --role and --name'],
    ['token create --role boss --name ci', '--role must be one of'],
    ['token create --role viewer --name ../x', '--name must be'],
    ['token revoke', 'needs --name'],
    ['token create --name', 'A flag without its value'],
    ['status', 'no command "status"'],
    ['constructor', 'no command "constructor"'],
  ])('%s is refused with one sentence', (line, part) => {
    const command = read(line);
    expect(command.verb).toBe('mistake');
    expect(command).toHaveProperty('sentence', expect.stringContaining(part));
  });
});
