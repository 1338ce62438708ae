; The installer for Windows, built by make_installer.py, on Linux as well as on Windows.
;
; It installs for one user, without an administrator. It takes over no file type: Clothesfinder is
; only offered under "Open with". What the user made (settings, indexes) lies elsewhere, in
; %LOCALAPPDATA%\clothesfinder, and stays there through upgrades and removal.

!ifndef VERSION | NUMBERS | KILOBYTES | SOURCE | OUTPUT | ICON | SIDE
    !error "Built by make_installer.py, which says what is in here."
!endif
!ifdef TARGET
    Target "${TARGET}"
!endif
Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
CRCCheck force
AllowSkipFiles off ; a file that cannot be written ends it: no program with a part missing

!define NAME "Clothesfinder"
!define ID "io.github.clothesfinder.clothesfinder"
!define PROGRAM "clothesfinder.exe"
!define COMMANDS "clothesfinder-cli.exe"
!define KIND "Clothesfinder.Picture"
!define CLASSES "Software\Classes"
!define FOLDERS "${CLASSES}\Directory\shell\${ID}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define PATIENCE 60 ; half seconds that a silent run waits for the program to be closed

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro Version LANGUAGE DESCRIPTION
    VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
    VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "The Clothesfinder developers"
    VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
    VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
    VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
    VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Apache-2.0"
!macroend

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include Integration.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(FAREWELL)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; Windows' own language chooses; of others the first is taken.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro Version ${LANG_ENGLISH} "Installer of ${NAME}"
!insertmacro Version ${LANG_GERMAN} "Installationsprogramm von ${NAME}"

LangString WELCOME ${LANG_ENGLISH} "${NAME} finds clothes in your own pictures.$\r$\n$\r$\nIt is installed for you alone, and needs no administrator. No file type is taken over. Your settings and the indexes of your galleries, if there are any, are kept."
LangString WELCOME ${LANG_GERMAN} "${NAME} findet Kleidung in den eigenen Bildern.$\r$\n$\r$\nEs wird nur für dieses Benutzerkonto installiert und braucht keine Administratorrechte. Kein Dateityp wird übernommen. Einstellungen und die Indexe der Galerien bleiben erhalten, wenn es sie schon gibt."
LangString FAREWELL ${LANG_ENGLISH} "${NAME} is removed from this folder. Your pictures are not touched, and your settings and the indexes of your galleries stay in $LOCALAPPDATA\clothesfinder: delete that folder by hand if you want them gone."
LangString FAREWELL ${LANG_GERMAN} "${NAME} wird aus diesem Ordner entfernt. Die Bilder werden nicht angetastet; Einstellungen und die Indexe der Galerien bleiben in $LOCALAPPDATA\clothesfinder: Sollen auch sie verschwinden, diesen Ordner von Hand löschen."
LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Close it, then choose Retry."
LangString RUNNING ${LANG_GERMAN} "${NAME} läuft noch. Bitte schließen und dann »Wiederholen« wählen."
LangString TOO_OLD ${LANG_ENGLISH} "${NAME} needs Windows 10 or later, with 64 bits."
LangString TOO_OLD ${LANG_GERMAN} "${NAME} braucht Windows 10 oder neuer mit 64 Bit."
LangString SHORTCUT ${LANG_ENGLISH} "Shortcut on the desktop"
LangString SHORTCUT ${LANG_GERMAN} "Verknüpfung auf dem Desktop"
LangString COMMENT ${LANG_ENGLISH} "Find clothes in your own pictures"
LangString COMMENT ${LANG_GERMAN} "Kleidung in den eigenen Bildern finden"
LangString PICTURE ${LANG_ENGLISH} "Picture"
LangString PICTURE ${LANG_GERMAN} "Bild"
LangString OPEN_FOLDER ${LANG_ENGLISH} "Open with ${NAME}"
LangString OPEN_FOLDER ${LANG_GERMAN} "Mit ${NAME} öffnen"

; Waits until nobody runs this file: one that is run cannot be opened to be written.
!macro WaitForEnd FILE
    StrCpy $1 0
    ${Do}
        ${IfNot} ${FileExists} "$INSTDIR\${FILE}"
            ${Break}
        ${EndIf}
        ClearErrors
        FileOpen $0 "$INSTDIR\${FILE}" a
        ${IfNot} ${Errors}
            FileClose $0
            ${Break}
        ${EndIf}
        ${If} ${Silent}
            IntOp $1 $1 + 1
            ${If} $1 > ${PATIENCE}
                SetErrorLevel 3
                Quit
            ${EndIf}
            Sleep 500
        ${ElseIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDCANCEL`
            SetErrorLevel 3
            Quit
        ${EndIf}
    ${Loop}
!macroend

; Only what is ours by name: the folder may be one that the user chose (/D=).
!macro DeleteProgram
    !insertmacro WaitForEnd "${PROGRAM}"
    !insertmacro WaitForEnd "${COMMANDS}"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${PROGRAM}"
    Delete "$INSTDIR\${COMMANDS}"
    Delete "$INSTDIR\uninstall.exe"
!macroend

!macro EachSuffix DO
    !insertmacro ${DO} ".avif"
    !insertmacro ${DO} ".avifs"
    !insertmacro ${DO} ".bmp"
    !insertmacro ${DO} ".dib"
    !insertmacro ${DO} ".gif"
    !insertmacro ${DO} ".heic"
    !insertmacro ${DO} ".heif"
    !insertmacro ${DO} ".hif"
    !insertmacro ${DO} ".jfif"
    !insertmacro ${DO} ".jpe"
    !insertmacro ${DO} ".jpeg"
    !insertmacro ${DO} ".jpg"
    !insertmacro ${DO} ".png"
    !insertmacro ${DO} ".tif"
    !insertmacro ${DO} ".tiff"
    !insertmacro ${DO} ".webp"
!macroend

!macro Offer SUFFIX
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${SUFFIX}" ""
    WriteRegStr HKCU "Software\${NAME}\Capabilities\FileAssociations" "${SUFFIX}" "${KIND}"
!macroend

!macro OpensWith KEY
    WriteRegStr HKCU "${KEY}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${KEY}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

Function .onInit
    SetShellVarContext current
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${RunningX64}
        MessageBox MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
        SetErrorLevel 4
        Quit
    ${EndIf}
FunctionEnd

Function un.onInit
    SetShellVarContext current
FunctionEnd

Section "${NAME}"
    SectionIn RO
    !insertmacro DeleteProgram
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateDirectory "$SMPROGRAMS\${NAME}"
    CreateShortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 \
        SW_SHOWNORMAL "" "$(COMMENT)"

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Clothesfinder developers"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${NAME}"
    !insertmacro OpensWith "${CLASSES}\Applications\${PROGRAM}"
    WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(PICTURE)"
    !insertmacro OpensWith "${CLASSES}\${KIND}"
    WriteRegStr HKCU "${FOLDERS}" "" "$(OPEN_FOLDER)"
    WriteRegStr HKCU "${FOLDERS}" "Icon" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${FOLDERS}\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    WriteRegStr HKCU "Software\${NAME}\Capabilities" "ApplicationName" "${NAME}"
    WriteRegStr HKCU "Software\${NAME}\Capabilities" "ApplicationDescription" "$(COMMENT)"
    !insertmacro EachSuffix Offer
    WriteRegStr HKCU "Software\RegisteredApplications" "${NAME}" "Software\${NAME}\Capabilities"
    ${NotifyShell_AssocChanged}
SectionEnd

Section /o "$(SHORTCUT)"
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 \
        SW_SHOWNORMAL "" "$(COMMENT)"
SectionEnd

Section "Uninstall"
    !insertmacro DeleteProgram
    RMDir "$INSTDIR" ; not what else is in there
    Delete "$SMPROGRAMS\${NAME}\${NAME}.lnk"
    RMDir "$SMPROGRAMS\${NAME}"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegKey HKCU "${FOLDERS}"
    DeleteRegKey HKCU "Software\${NAME}"
    DeleteRegValue HKCU "Software\RegisteredApplications" "${NAME}"
    ${NotifyShell_AssocChanged}
SectionEnd
