// Reads each DMN file with dmn-moddle and prints how many elements it found, and every warning, as JSON.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";

const moddle = new DmnModdle();
const found = [];
for (const name of process.argv.slice(2)) {
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(name, "utf8"), "dmn:Definitions");
  found.push({ elements: rootElement.drgElement.length, warnings: warnings.map((each) => each.message) });
}
console.log(JSON.stringify(found));
