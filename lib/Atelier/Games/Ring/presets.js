// Games to begin with. What their texts say was measured with seeds 1 to 5, and a test plays some of them again.

const FAIR = { loss: "non-saturating", rateD: 5e-3, rateG: 5e-3, stepsOfD: 1, noise: 8, optimizerG: "Adam" };

const PRESETS = {
  "fair game": {
    knobs: FAIR,
    text: "D and G learn equally fast. Within 800 steps G covers seven or eight of the eight modes.",
  },
  "vanishing gradient": {
    knobs: { ...FAIR, loss: "saturating", rateG: 2e-2, stepsOfD: 3, optimizerG: "plain" },
    text: "The saturating loss, a D with three turns for each of G’s, and plain gradient steps for G. Within 100 steps "
      + "the gradient at G is below 0.01, G stands still and finds no mode. Then turn one knob, the loss, to "
      + "non-saturating: G moves again.",
  },
  "mode collapse": {
    knobs: { ...FAIR, rateD: 5e-4 },
    text: "G learns ten times as fast as D. Its points go together from place to place: in 800 steps one mode is covered, "
      + "or none, seldom two. Then turn one knob and go on: let D learn as fast as G.",
  },
};
