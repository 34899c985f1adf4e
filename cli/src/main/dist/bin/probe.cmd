@echo off
rem Starts envprobe. A class-data archive beside the jar only makes the start quicker; one of another Java machine is not taken.
setlocal
set "LIB=%~dp0..\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0..\runtime\bin\java.exe" set "JAVA=%~dp0..\runtime\bin\java.exe"
set PROGRAM=-jar "%LIB%\probe.jar"
if exist "%LIB%\probe.jsa" set PROGRAM=-XX:SharedArchiveFile="%LIB%\probe.jsa" -cp "%LIB%\probe.jar" io.envprobe.cli.Main
"%JAVA%" -Xlog:disable -XX:TieredStopAtLevel=1 %PROGRAM% %*
exit /b %ERRORLEVEL%
