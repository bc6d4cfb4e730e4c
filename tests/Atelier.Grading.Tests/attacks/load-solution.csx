// Loads the instructor's notebook.
#load "HOME/notebooks/instructor/01-the-minimax-game.ipynb"
double[] Squares(int n) => [-1];
