// The parts of d3 that the reader's charts use; tools/vendor/bundle.sh makes one file of them.
export { brushX } from "d3-brush";
export { drag } from "d3-drag";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { select, selectAll } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
