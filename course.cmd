@echo off
rem Finds the SDK, builds, and hands over to the course command in lib\bin. Not tested here: TorchSharp 0.107 does not load on Windows
rem (dotnet/TorchSharp issue 1567); in WSL, ./course works as on Linux.
setlocal
set "ATELIER_HOME=%~dp0"
if "%ATELIER_HOME:~-1%"=="\" set "ATELIER_HOME=%ATELIER_HOME:~0,-1%"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set DOTNET_EnableDiagnostics=0
dotnet --version >nul 2>&1 || (
  echo course: the .NET 10 SDK is needed: https://dot.net/download 1>&2
  exit /b 69
)
if "%~1"=="setup" goto setup
if not exist "%ATELIER_HOME%\environment\local.props" call :setup setup || exit /b
if exist "%ATELIER_HOME%\lib\bin\.built" if "%COURSE_BUILD%"=="" goto start
echo course: building (set COURSE_BUILD=1 to build again after a change) 1>&2
dotnet publish "%ATELIER_HOME%\lib\Atelier.Cli" -c Release -o "%ATELIER_HOME%\lib\bin" -v quiet -nologo || exit /b 70
type nul > "%ATELIER_HOME%\lib\bin\.built"
:start
dotnet "%ATELIER_HOME%\lib\bin\course.dll" %*
exit /b
:setup
dotnet build "%ATELIER_HOME%\environment\setup" -c Release -v quiet -nologo || exit /b 70
dotnet "%ATELIER_HOME%\environment\setup\bin\Release\Atelier.Setup.dll" choose --file "%ATELIER_HOME%\environment\local.props" %2 %3 %4 %5
exit /b
