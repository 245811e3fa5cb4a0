/** Where a fault of a file is mended. A line is to be seen in the file itself; problem.yaml without a line is missing. */
export function partOf(file: string, line: number | null): { key: string; text: string } {
  if (/\.(yaml|ini)$/.test(file) && (line !== null || file !== 'problem.yaml'))
    return { key: 'files', text: 'the file' };
  switch (file.split('/')[0]) {
    case 'data':
      return { key: 'cases', text: 'Cases' };
    case 'submissions':
      return { key: 'solutions', text: 'Solutions' };
    case 'output_validator':
      return { key: 'checker', text: 'Checker' };
    case 'attachments':
      return { key: 'starters', text: 'Starter code' };
    default:
      return { key: 'files', text: 'Files' };
  }
}
