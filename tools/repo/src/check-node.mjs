// npm puts node_modules/.bin first, where Node 24 is after `npm ci`. Without it, most tools fail in ways that say nothing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `This is Node ${process.versions.node}; the workspace brings Node 24 itself. Run \`npm ci\` (without --ignore-scripts), and start through npm: \`npm test\`, \`npm run check\`.\n`,
  );
  process.exit(2);
}
