; What our setup adds to electron-builder's assisted installer (its hooks are macros of these names). Data is never in
; the program's folder: an upgrade empties that folder, and an uninstall removes it.

!macro customHeader
  !ifdef BUILD_UNINSTALLER
    LangString yfTitle ${LANG_SIMPCHINESE} "您的数据"
    LangString yfTitle ${LANG_ENGLISH} "Your data"
    LangString yfSubtitle ${LANG_SIMPCHINESE} "卸载程序不会删除数据。"
    LangString yfSubtitle ${LANG_ENGLISH} "Removing the program keeps your data."
    LangString yfText ${LANG_SIMPCHINESE} "订单、库存、工资和照片在这个文件夹里，卸载后仍然保留，重新安装后接着用：$\r$\n$\r$\n$yfDataDir$\r$\n$\r$\n放在别的文件夹或U盘上的数据和备份不受影响。"
    LangString yfText ${LANG_ENGLISH} "Orders, stock, wages and photos are in this folder. They stay, and are there again when you install again:$\r$\n$\r$\n$yfDataDir$\r$\n$\r$\nData and backups kept elsewhere, or on a stick, are not touched."
    LangString yfDelete ${LANG_SIMPCHINESE} "同时删除上面这个文件夹里的全部数据（不能恢复）"
    LangString yfDelete ${LANG_ENGLISH} "Also delete all data in that folder (cannot be undone)"
    LangString yfSure ${LANG_SIMPCHINESE} "真的要删除全部订单、库存、工资和照片吗？本机上的备份也在其中。"
    LangString yfSure ${LANG_ENGLISH} "Really delete all orders, stock, wages and photos? The backups on this PC are among them."
    LangString yfDataInside ${LANG_SIMPCHINESE} "程序文件夹里有衣坊的数据（$0），没有卸载，什么都没有改动。请先把数据移到别的文件夹。"
    LangString yfDataInside ${LANG_ENGLISH} "There is data of Yifang in the program's folder ($0). Nothing was removed or changed. Move the data to another folder first."
    Var yfDataDir
    Var yfDeleteData
    Var yfCheckbox

    Function un.yfSetDataDir
      ${if} $installMode == "all"
        SetShellVarContext current
      ${endIf}
      StrCpy $yfDataDir "$LOCALAPPDATA\Yifang\data"
      ${if} $installMode == "all"
        SetShellVarContext all
      ${endIf}
    FunctionEnd

    Function un.yfDataPage
      Call un.yfSetDataDir
      !insertmacro MUI_HEADER_TEXT "$(yfTitle)" "$(yfSubtitle)"
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateLabel} 0 0 100% 90u "$(yfText)"
      Pop $0
      ${NSD_CreateCheckbox} 0 100u 100% 12u "$(yfDelete)"
      Pop $yfCheckbox
      nsDialogs::Show
    FunctionEnd

    Function un.yfDataPageLeave
      ${NSD_GetState} $yfCheckbox $yfDeleteData
      ${if} $yfDeleteData == ${BST_CHECKED}
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(yfSure)" IDYES sure
        StrCpy $yfDeleteData 0
        Abort
        sure:
      ${endIf}
    FunctionEnd
  !else
    LangString yfFirewall ${LANG_SIMPCHINESE} "作坊里的平板和其他电脑要连到这台电脑吗？$\r$\n$\r$\n要的话选「是」，Windows 会请求一次允许，只对「专用网络」放行。以后再要，可以重新运行安装程序。"
    LangString yfFirewall ${LANG_ENGLISH} "Will tablets or other PCs of the workshop connect to this PC?$\r$\n$\r$\nIf so choose Yes: Windows asks for permission once, and lets them in from private networks only. To do it later run this setup again."

    Function yfOwnFolder
      ; A folder that holds something else (backups, say) is not ours to empty at the next upgrade: one below it is.
      ${ifNot} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
        FindFirst $0 $1 "$INSTDIR\*.*"
        ${doUntil} $1 == ""
          ${if} $1 != "."
          ${andIf} $1 != ".."
            StrCpy $INSTDIR "$INSTDIR\${APP_FILENAME}"
            ${exitDo}
          ${endIf}
          FindNext $0 $1
        ${loop}
        FindClose $0
      ${endIf}
    FunctionEnd

    Function yfOwnFolderPage
      Call yfOwnFolder
      Abort
    FunctionEnd
  !endif
!macroend

; Comes after the template has put its own name behind a chosen folder.
!macro customPageAfterChangeDir
  Page custom yfOwnFolderPage
!macroend

!macro customInit
  ${if} ${Silent}
    Call yfOwnFolder
  ${endIf}
!macroend

!macro customUnWelcomePage
  !insertmacro MUI_UNPAGE_WELCOME
  UninstPage custom un.yfDataPage un.yfDataPageLeave
!macroend

; As the template's own, but a silent upgrade must end with its exit code and wait for nobody.
!macro customUnInstallCheck
  ${if} ${Errors}
    DetailPrint "The old version's uninstaller could not be started."
  ${elseIf} $R0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(uninstallFailed): $R0" /SD IDOK
    SetErrorLevel 2
    Quit
  ${endIf}
!macroend

!macro customUnInstallCheckCurrentUser
  !insertmacro customUnInstallCheck
!macroend

; Before anything is removed.
!macro customUnInstall
  FindFirst $1 $2 "$INSTDIR\*.*"
  ${doUntil} $2 == ""
    StrCpy $0 "$INSTDIR\$2"
    ${if} $2 == "yifang.db"
    ${orIf} ${FileExists} "$0\yifang.db"
      FindClose $1
      ; What an upgrade reads as "the old version could not be removed".
      SetErrorLevel 2
      MessageBox MB_OK|MB_ICONSTOP "$(yfDataInside)" /SD IDOK
      Quit
    ${endIf}
    FindNext $1 $2
  ${loop}
  FindClose $1
  ${ifNot} ${isUpdated}
    ; What customInstall had added: silently where this runs as administrator, else Windows asks once, and nobody is asked
    ; who said no then or who removes the program silently.
    ReadRegStr $0 HKCU "Software\Yifang" "FirewallAsked"
    StrCpy $1 'advfirewall firewall delete rule name="Yifang" program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
    ${if} $installMode == "all"
      nsExec::Exec '"$SYSDIR\netsh.exe" $1'
      Pop $2
    ${elseIf} $0 == "1"
    ${andIfNot} ${Silent}
      ExecShell "runas" "$SYSDIR\netsh.exe" '$1' SW_HIDE
    ${endIf}
    DeleteRegKey HKCU "Software\Yifang"
    Call un.yfSetDataDir
    ClearErrors
    ${GetParameters} $R0
    ${GetOptions} $R0 "--delete-app-data" $R1
    ${ifNot} ${Errors}
    ${orIf} $yfDeleteData == 1
      RMDir /r "$yfDataDir"
      RMDir "$LOCALAPPDATA\Yifang"
    ${endIf}
    ; The setup program that was run last, kept by the template for going back.
    ${if} $installMode == "all"
      SetShellVarContext current
    ${endIf}
    Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    RMDir "$LOCALAPPDATA\yifang-updater"
    ${if} $installMode == "all"
      SetShellVarContext all
    ${endIf}
  ${endIf}
!macroend

; Windows Firewall keeps stations out of a program that it does not know. Adding the rule wants an administrator, so it is
; asked about until it is answered with yes, by hand only, and never by an update.
!macro customInstall
  ${ifNot} ${Silent}
  ${andIfNot} ${isUpdated}
    ReadRegStr $0 HKCU "Software\Yifang" "FirewallAsked"
    ${if} $0 == ""
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(yfFirewall)" IDNO noFirewall
      WriteRegStr HKCU "Software\Yifang" "FirewallAsked" "1"
      ExecShell "runas" "$SYSDIR\netsh.exe" 'advfirewall firewall add rule name="Yifang" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" profile=private enable=yes' SW_HIDE
      noFirewall:
    ${endIf}
  ${endIf}
!macroend
