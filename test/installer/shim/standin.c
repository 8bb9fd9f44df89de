/* Stands in for Electron: writes down how it was started (STANDIN_STARTED), and hands a command line on to a Windows Node (STANDIN_NODE). */
#include <windows.h>
#include <wchar.h>
static const WCHAR *args_of(const WCHAR *c) {
  int quoted = *c == '"';
  if (quoted) c++;
  while (*c && (quoted ? *c != '"' : *c != ' ')) c++;
  if (quoted && *c) c++;
  while (*c == ' ') c++;
  return c;
}
static void write_line(const WCHAR *file, const WCHAR *line) {
  static char bytes[32768];
  DWORD written;
  int length = WideCharToMultiByte(CP_UTF8, 0, line, -1, bytes, sizeof bytes, NULL, NULL) - 1;
  HANDLE h = CreateFileW(file, FILE_APPEND_DATA, FILE_SHARE_READ, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  if (h == INVALID_HANDLE_VALUE) return;
  WriteFile(h, bytes, length, &written, NULL);
  CloseHandle(h);
}
int WINAPI wWinMain(HINSTANCE h, HINSTANCE p, LPWSTR l, int s) {
  static WCHAR self[1024], started[1024], node[1024], line[16384];
  const WCHAR *args = args_of(GetCommandLineW());
  GetModuleFileNameW(NULL, self, 1024);
  if (!wcsstr(args, L"--cli")) {
    swprintf(line, 16384, L"%ls\t%ls\n", self, args);
    if (GetEnvironmentVariableW(L"STANDIN_STARTED", started, 1024)) write_line(started, line);
    return 0;
  }
  STARTUPINFOW si = {sizeof si};
  PROCESS_INFORMATION pi;
  DWORD code = 1;
  GetEnvironmentVariableW(L"STANDIN_NODE", node, 1024);
  swprintf(line, 16384, L"\"%ls\" %ls", node, args);
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si, &pi)) return 1;
  WaitForSingleObject(pi.hProcess, INFINITE);
  GetExitCodeProcess(pi.hProcess, &code);
  return code;
}
