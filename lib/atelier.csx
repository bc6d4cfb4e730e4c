// The one line that every notebook loads. `./course` builds lib/bin; if it is missing, run `./course doctor` once.
#r "bin/TorchSharp.dll"
#r "bin/Plotly.NET.dll"
#r "bin/Plotly.NET.CSharp.dll"
#r "bin/Atelier.dll"

Atelier.NotebookStart.Run();
