;;; -*- lexical-binding: t -*-
;; emacs --batch -q --no-site-file -l emacs.el: Eglot as a user has it, with Flymake, ElDoc and completion-at-point.
(require 'package)
(package-initialize)
(require 'yaml-mode)
(require 'eglot)
(setq eglot-sync-connect 90 eglot-connect-timeout 90 jsonrpc-default-request-timeout 90 eglot-autoshutdown t
      eglot-send-changes-idle-time 0 flymake-no-changes-timeout 0.1 make-backup-files nil create-lockfiles nil inhibit-message t)

(defun check (title ok seen)
  (let ((text (replace-regexp-in-string "\n" "\\\\n" (format "%s" seen))))
    (write-region (format "%s %s: %s\n" (if ok "ok" "FAIL") title text) nil (getenv "STATEFULSET_REPORT") t 'quiet)))

(defconst patience 90 "Only what hangs takes so many seconds.")
(defun wait-for (look)
  "Let processes and timers run until LOOK has a value, and return it; nil where nothing comes."
  (let ((end (+ (float-time) patience)) value)
    (while (and (not (setq value (funcall look))) (< (float-time) end)) (accept-process-output nil 0.02))
    value))

(defun messages () (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun finding ()
  (seq-find (lambda (d) (and (= (line-number-at-pos (flymake-diagnostic-beg d)) 6)
                             (string-match-p "serviceName" (flymake-diagnostic-text d))))
            (flymake-diagnostics)))

(defun go-to (text) (goto-char (point-min)) (search-forward text))

(condition-case trouble
    (progn
      (setf (alist-get 'yaml-mode eglot-server-programs) (split-string (getenv "STATEFULSET_SERVER") "\n"))
      (find-file (getenv "STATEFULSET_FILE"))
      (switch-to-buffer (current-buffer))
      (check "the file is YAML" (eq major-mode 'yaml-mode) major-mode)
      (apply #'eglot (eglot--guess-contact))
      (check "the server answers" (eglot-current-server) (eglot-current-server))
      (flymake-start)
      (check "the misspelt field is told, with the likely one" (wait-for #'finding) (messages))
      (let ((d (finding)))
        (check "exactly the field is marked"
               (and d (equal (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)) "serviceNam"))
               (and d (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))))

      (go-to "template") (backward-char 2)
      (let (text)
        (run-hook-wrapped 'eldoc-documentation-functions
                          (lambda (f) (funcall f (lambda (s &rest _) (when (and s (string-match-p "Pod" s)) (setq text s)))) nil))
        (check "a hover is shown by ElDoc" (wait-for (lambda () text)) text))

      (go-to "serviceNam") (backward-char 2)
      (cl-letf (((symbol-function 'completing-read) (lambda (_p items &rest _) (caar items)))
                ((symbol-function 'x-popup-menu) (lambda (&rest _) nil)))
        (let* ((actions (eglot-code-actions (point) (point) "quickfix"))
               (fix (seq-find (lambda (a) (and (plist-get a :edit) (string-match-p "serviceName" (plist-get a :title))))
                              actions)))
          (when fix (eglot--apply-workspace-edit (plist-get fix :edit)))
          (check "a quick fix repairs the field"
                 (progn (go-to "serviceN") (string-match-p "^  serviceName: mysql$" (thing-at-point 'line t)))
                 (mapcar (lambda (a) (plist-get a :title)) actions))))
      (eglot--signal-textDocument/didChange)
      (check "the finding goes when the text is right" (wait-for (lambda () (not (finding)))) (messages))

      (go-to "serviceName: mysql") (insert "\n  updateS")
      (pcase-let ((`(,beg ,end ,table . ,plist) (run-hook-with-args-until-success 'completion-at-point-functions)))
        (let ((all (mapcar #'substring-no-properties
                           (and table (all-completions (buffer-substring beg end) table (plist-get plist :predicate))))))
          (check "completion-at-point offers the field" (seq-find (lambda (s) (string-match-p "updateStrategy" s)) all) all)))
      (completion-at-point)
      (check "the offer is accepted into the text"
             (save-excursion (goto-char (point-min)) (re-search-forward "^  updateStrategy" nil t))
             (thing-at-point 'line t))

      (let ((process (jsonrpc--process (eglot-current-server))))
        (eglot-shutdown (eglot-current-server))
        (check "the server ends when asked" (wait-for (lambda () (not (process-live-p process)))) "still there"))
      (set-buffer-modified-p nil)
      (check "the script came to its end" t ""))
  (error (check "the script came to its end" nil trouble)))
(kill-emacs 0)
